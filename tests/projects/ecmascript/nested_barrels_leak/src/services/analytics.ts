export default function track(event: string) {
  navigator.sendBeacon('/events', event);
}
