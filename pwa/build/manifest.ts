import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

interface Words {
  name: string;
  description: string;
  /** Of the shortcuts, in the order of the English manifest: long and short. */
  shortcuts: [name: string, short: string][];
  screenshots: string[];
}

/** What the system shows of the app, in the languages that src/shell/manifest.ts chooses from. */
export const words: Record<string, Words> = {
  de: {
    name: "Edge Pakete",
    description: "Wo Ihre Pakete sind, mit und ohne Netz.",
    shortcuts: [
      ["Sendungen scannen", "Scannen"],
      ["Sendungen hinzufügen", "Hinzufügen"],
      ["Status melden", "Melden"],
    ],
    screenshots: ["Ihre Pakete auf einen Blick", "Alle Pakete am Schreibtisch"],
  },
  es: {
    name: "Edge paquetes",
    description: "Dónde están sus paquetes, con o sin conexión.",
    shortcuts: [
      ["Escanear paquetes", "Escanear"],
      ["Añadir paquetes", "Añadir"],
      ["Actualizar paquetes", "Actualizar"],
    ],
    screenshots: ["Sus paquetes de un vistazo", "Todos los paquetes en el escritorio"],
  },
  fr: {
    name: "Edge colis",
    description: "Où sont vos colis, avec ou sans réseau.",
    shortcuts: [
      ["Scanner des colis", "Scanner"],
      ["Ajouter des colis", "Ajouter"],
      ["Mettre à jour des colis", "Mettre à jour"],
    ],
    screenshots: ["Vos colis en un coup d’œil", "Tous les colis sur ordinateur"],
  },
  nl: {
    name: "Edge pakketten",
    description: "Waar uw pakketten zijn, met of zonder verbinding.",
    shortcuts: [
      ["Pakketten scannen", "Scannen"],
      ["Pakketten toevoegen", "Toevoegen"],
      ["Pakketten bijwerken", "Bijwerken"],
    ],
    screenshots: ["Uw pakketten in één oogopslag", "Alle pakketten op het bureaublad"],
  },
};

/** One web app manifest per language, the English one with its words exchanged. */
export function manifests(): Plugin {
  return {
    name: "edge-manifests",
    apply: "build",
    generateBundle() {
      const english = readFileSync(new URL("../public/app.webmanifest", import.meta.url), "utf8");
      for (const language of Object.keys(words))
        this.emitFile({
          type: "asset",
          fileName: `app.${language}.webmanifest`,
          source: JSON.stringify(inLanguage(language, english)),
        });
    },
  };
}

export function inLanguage(lang: string, source: string) {
  const english = JSON.parse(source);
  const said = words[lang];
  if (!said) throw new Error(`no words for ${lang}`);
  return {
    ...english,
    lang,
    name: said.name,
    description: said.description,
    shortcuts: english.shortcuts.map((shortcut: object, at: number) => {
      const [name, short_name] = said.shortcuts[at] ?? [];
      return { ...shortcut, name, short_name };
    }),
    screenshots: english.screenshots.map((picture: object, at: number) => ({
      ...picture,
      label: said.screenshots[at],
    })),
  };
}
