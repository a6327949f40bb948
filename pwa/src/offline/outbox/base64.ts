const chunk = 0x8000;

/** Bytes as the wire's JSON wants them. In pieces: a call takes only so many arguments. */
export function base64(bytes: ArrayBuffer): string {
  const view = new Uint8Array(bytes);
  let text = "";
  for (let at = 0; at < view.length; at += chunk)
    text += String.fromCharCode(...view.subarray(at, at + chunk));
  return btoa(text);
}
