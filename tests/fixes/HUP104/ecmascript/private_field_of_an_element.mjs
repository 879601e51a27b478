import { StreamChat } from 'stream-chat';

export class Help extends HTMLElement {
  #client;

  connectedCallback() {
    this.#client = new StreamChat('k7x2');
    this.#client.connectUser({ id: this.dataset.id }, this.dataset.token).then(() => { this.hidden = false; });
  }

  disconnectedCallback() {
    this.#client.disconnectUser();
  }
}

customElements.define('help-chat', Help);
