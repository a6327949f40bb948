import { useEffect, useState } from "preact/hooks";
import { onChange } from "../offline/changes";
import { Button } from "../ui/button";
import { Icon } from "../ui/icons";
import { install, onInstallChange, refuseInstall, type Way, wayToInstall } from "./install";
import { shell } from "./strings";

/** The offer to keep the app on the home screen; on an iPhone how to do so by hand. */
export function InstallNote() {
  const [way, setWay] = useState<Way | null>(null);
  useEffect(() => {
    const look = () => void wayToInstall().then(setWay);
    look();
    const stops = [onInstallChange(look), onChange(look)];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <div role="status">
      {way && (
        <div class="note install-note" data-tone="transit">
          <Icon name="download" size={22} />
          <p>
            {shell.install.offer}
            {way === "by-hand" && (
              <span class="install-how">
                {shell.install.share} <Icon name="share" size={18} /> {shell.install.home}
              </span>
            )}
          </p>
          <div class="row">
            {way === "question" && (
              <Button look="primary" onClick={() => void install()}>
                {shell.install.yes}
              </Button>
            )}
            <Button look="quiet" onClick={refuseInstall}>
              {way === "question" ? shell.install.no : shell.install.close}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
