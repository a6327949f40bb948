import type { Verdict } from "./basket";

const name = "edge-scan-sound";
let audio: AudioContext | undefined;

/** Whether scans sound, by what was chosen on this device. */
export function soundIsOn(): boolean {
  try {
    return localStorage.getItem(name) !== "off";
  } catch {
    return true;
  }
}

export function chooseSound(on: boolean): void {
  try {
    localStorage.setItem(name, on ? "on" : "off");
  } catch {
    // Without storage the choice lasts until the page closes.
  }
}

/** Browsers let a page sound once somebody has touched it. */
export function allowSound(): void {
  try {
    audio ??= new AudioContext();
    void audio.resume().catch(() => undefined);
  } catch {
    // No sound then: the page shows and shakes.
  }
}

/** One high tone and a short shake for a new number; two low ones for what is no news. */
export function signal(verdict: Verdict, sound: boolean): void {
  const isNew = verdict === "new";
  navigator.vibrate?.(isNew ? 70 : [40, 60, 40]);
  if (!sound || audio?.state !== "running") return;
  tone(isNew ? 1568 : 330, 0);
  if (!isNew) tone(262, 0.13);
}

function tone(hertz: number, after: number): void {
  if (!audio) return;
  const from = audio.currentTime + after;
  const gain = audio.createGain();
  gain.connect(audio.destination);
  gain.gain.setValueAtTime(0.15, from);
  gain.gain.exponentialRampToValueAtTime(0.001, from + 0.12);
  const oscillator = audio.createOscillator();
  oscillator.frequency.value = hertz;
  oscillator.connect(gain);
  oscillator.start(from);
  oscillator.stop(from + 0.12);
}
