import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/controls.css";
import "./ui/parts.css";
import "./shell/shell.css";
import { render } from "preact";
import { App } from "./shell/app";
import { applyTheme } from "./shell/theme";
import { registerWorker } from "./shell/worker-registration";
import { startSending } from "./ui/sending";

applyTheme();
const root = document.getElementById("app");
if (root) render(<App />, root);
dispatchEvent(new Event("edge-started"));
void registerWorker();
startSending();
