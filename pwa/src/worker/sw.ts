import { forgetOnSignOut, operatorRoutes } from "./operator-data";
import { publicRoutes } from "./public-data";
import { shell } from "./shell";
import { takeOver } from "./take-over";

shell();
publicRoutes();
operatorRoutes();
forgetOnSignOut();
takeOver();
