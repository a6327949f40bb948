/** Drawn on a 24 by 24 grid with a 2 wide round pen. */
const drawings = {
  box: "M3.5 7.8 12 3l8.5 4.8v8.4L12 21l-8.5-4.8zM3.8 8l8.2 4.6L20.2 8M12 12.6V21M7.8 5.4l8.3 4.7",
  plus: "M12 5v14M5 12h14",
  truck:
    "M3 6h11v10H3zM14 10h4l3 3v3h-7zM7 19a1.6 1.6 0 1 0 0-3.2A1.6 1.6 0 0 0 7 19zM17 19a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2z",
  plane: "M3 12h5l4-8h2l-2 8h5l2-2.5h2L19.5 12l1.5 2.5h-2L17 12M12 12l2 8h-2l-4-8",
  check: "M5 12.5 10 17.5 19 7",
  alert: "M12 4 21.5 20h-19zM12 10v4.5M12 17.2v.1",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.4 2",
  pause: "M9 6v12M15 6v12",
  store:
    "M4 10v10h16V10M3 10l2-6h14l2 6a2.6 2.6 0 0 1-4.5 1.2A3 3 0 0 1 12 12a3 3 0 0 1-4.5-.8A2.6 2.6 0 0 1 3 10zM10 20v-5h4v5",
  back: "M9 14 4 9l5-5M4 9h10a6 6 0 0 1 0 12h-3",
  cross: "M6 6l12 12M18 6 6 18",
  question: "M9 9a3 3 0 1 1 4.2 2.8c-.9.4-1.2 1-1.2 2.2M12 17.5v.1",
  hand: "M12 3v10M8 9l4 4 4-4M4 15v5h16v-5",
  label: "M4 4h8l8 8-8 8-8-8zM8.5 8.5v.1",
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM16.2 16.2 21 21",
  sun: "M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M19 5l-1.4 1.4M6.4 17.6 5 19",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  contrast: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 3v18M12 8h7.5M12 12h9M12 16h7.5",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c.6-4 3.8-6 8-6s7.4 2 8 6",
  people:
    "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.5-3.5 3-5.2 6.5-5.2s6 1.7 6.5 5.2M16 4.8a3.5 3.5 0 0 1 0 6.5M17.6 14.6c2.2.6 3.5 2.3 3.9 4.9",
  shield: "M12 3 4.5 6v5.5c0 4.6 3 7.7 7.5 9.5 4.5-1.8 7.5-4.9 7.5-9.5V6zM8.5 12l2.5 2.5 4.5-5",
  building: "M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3",
  more: "M4 7h16M4 12h16M4 17h16",
  leave: "M14 4H5v16h9M10 12h11M17 8l4 4-4 4",
  key: "M8 19a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM11 12l8-8M16 7l3 3M13.5 9.5l2 2",
  upload: "M12 16V4M7 9l5-5 5 5M4 16v4h16v-4",
  download: "M12 4v12M7 11l5 5 5-5M4 16v4h16v-4",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  share: "M12 15V3M8 7l4-4 4 4M6 11H4v10h16V11h-2",
  out: "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  tray: "M4 13h4.5l1.5 3h4l1.5-3H20M4 13v6h16v-6M12 10V3M8.5 6.5 12 3l3.5 3.5",
  camera: "M3.5 8h4L9 5h6l1.5 3h4v11h-17zM12 16.5a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6z",
  scan: "M3.5 8V4.5H8M16 4.5h4.5V8M20.5 16v3.5H16M8 19.5H3.5V16M8 9v6M12 9v6M16 9v6",
  light: "M9 18h6M10 21h4M8.5 14.5a6 6 0 1 1 7 0c-.6.5-1 1.2-1 2v1.5h-5v-1.5c0-.8-.4-1.5-1-2z",
  sound: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11",
  silent: "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5",
  pin: "M12 21c4-4.5 6-7.8 6-11a6 6 0 0 0-12 0c0 3.2 2 6.5 6 11zM12 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
  note: "M5 4h14v11l-5 5H5zM14 20v-5h5M8.5 8.5h7M8.5 12h4",
  chevron: "M9 5l7 7-7 7",
  left: "M15 5l-7 7 7 7",
  refresh: "M20 11a8 8 0 0 0-14.5-3.5L4 9.5M4 4v5.5h5.5M4 13a8 8 0 0 0 14.5 3.5L20 14.5M20 20v-5.5h-5.5",
  offline: "M3 3l18 18M8.5 8a6 6 0 0 0-1 .1A5 5 0 0 0 7 18h11M11 6.2A6 6 0 0 1 17.5 10 4 4 0 0 1 20.6 16.5",
  bin: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
  pen: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  archive: "M3 5h18v4H3zM5 9v11h14V9M10 13h4",
  star: "M12 3.5l2.6 5.5 6 .8-4.4 4.2 1.1 6-5.3-3-5.3 3 1.1-6L3.4 9.8l6-.8z",
  list: "M8 6h13M8 12h13M8 18h13M3.5 6v.1M3.5 12v.1M3.5 18v.1",
  bolt: "M13 3 5 13.5h6L10.5 21 19 10h-6.5z",
  bell: "M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5a2.2 2.2 0 0 0 4 0",
  info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.8v.1",
} as const;

export type IconName = keyof typeof drawings;

/** An icon beside words that say the same: hidden from screen readers. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={drawings[name]} />
    </svg>
  );
}

export function Mark({ size = 30 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect width="64" height="64" rx="15" fill="#1d3fd1" />
      <path
        d="M20 19h24M17 32h14M14 45h24"
        fill="none"
        stroke="#fff"
        stroke-width="7"
        stroke-linecap="round"
      />
      <circle cx="45" cy="32" r="5.5" fill="#ffb52e" />
    </svg>
  );
}
