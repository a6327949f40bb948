/** The File Handling API (WICG), which the library of types does not know. */
interface LaunchQueue {
  setConsumer: (consumer: (launch: { files?: readonly { getFile: () => Promise<File> }[] }) => void) => void;
}

/** Takes a file that the system opened with this app (the manifest's file_handlers), now or later. Gives what stops it. */
export function takeOpened(take: (file: File) => void): () => void {
  let isOver = false;
  const queue = (globalThis as { launchQueue?: LaunchQueue }).launchQueue;
  queue?.setConsumer(({ files }) => {
    void files?.[0]?.getFile().then((file) => {
      if (!isOver) take(file);
    });
  });
  return () => {
    isOver = true;
  };
}
