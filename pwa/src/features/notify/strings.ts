export const notify = {
  title: "Notifications",
  lead: "This device is told when the parcel is:",
  leadAll: "This device is told when a shipment of your organisation is:",
  quiet: "Not at night",
  quietHint: "What happens meanwhile is told afterwards.",
  from: "From",
  until: "Until",
  turnOn: "Notify me",
  save: "Save",
  cancel: "Cancel",
  change: "Change",
  stop: "No more notifications",
  on: (words: string) => `You are notified: ${words}.`,
  onQuiet: (from: string, until: string) => `Not from ${from} to ${until}.`,
  chooseOne: "Choose at least one.",
  blocked:
    "Notifications are blocked for this site. Allow them where the browser keeps the settings of this site (often behind the icon beside the address), then come back.",
  dismissed: "The browser was not allowed to notify you. Press again if that was a slip.",
  install:
    "On an iPhone or iPad notifications come to the installed app only. Open the share menu of Safari, choose “Add to Home Screen”, and open Edge from there.",
  unable: "This browser cannot show notifications of this site.",
  failed: "The browser's push service could not be reached. Try again later.",
};

export const deliveries = {
  title: "Notifications",
  lead: "What devices are told, and what became of it.",
  refresh: "Refresh",
  now: "Now",
  none: "Nothing yet",
  devices: "Devices",
  subscriptions: "Subscriptions",
  waiting: "Waiting",
  oldest: "Next due",
  week: (service: string) => `${service}, last seven days`,
  outcomes: {
    delivered: "Delivered",
    gone: "Device gone",
    refused: "Refused",
    expired: "Too late",
    retried: "Tried again",
  } as Record<string, string>,
};
