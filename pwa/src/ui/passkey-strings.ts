export const passkeyText = {
  existsTitle: "This device has a passkey already",
  exists: "It is in the list, and signs you in.",
  elsewhereTitle: "Passkeys do not work at this address",
  elsewhere: "Open the service at its own address, which whoever runs it knows, over https.",
  failedTitle: "The passkey did not work",
  failed: "Your device or browser could not do it. Try again, or use a sign-in link.",
};
