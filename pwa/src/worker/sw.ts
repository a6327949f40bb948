import { cleanUp } from "./clean-up";
import { decoderRoute } from "./decoder";
import { news } from "./news";
import { forgetOnSignOut, operatorRoutes } from "./operator-data";
import { sendOutbox } from "./outbox";
import { publicRoutes } from "./public-data";
import { shell } from "./shell";
import { takeOver } from "./take-over";

shell();
publicRoutes();
decoderRoute();
operatorRoutes();
forgetOnSignOut();
takeOver();
cleanUp();
sendOutbox();
news();
