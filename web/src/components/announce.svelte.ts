// What screen readers are told: announce('3 saves imported'). One live region for the whole page (Announcer.svelte).

class Announcements {
  text = $state('');
  #even = false;

  say(text: string) {
    this.#even = !this.#even;
    this.text = text + (this.#even ? '\u00a0' : ''); // the same sentence twice is still a change
  }
}

export const announcements = new Announcements();

export function announce(text: string) {
  announcements.say(text);
}
