import { StreamChat } from 'stream-chat';

export class Help extends HTMLElement {
  #connecting;
  #client;

  connectedCallback() {
    this.#client = new StreamChat('k7x2');
    this.#connecting = this.#client.connectUser({ id: this.dataset.id }, this.dataset.token);
    this.#connecting.then(() => { this.hidden = false; });
  }

  disconnectedCallback() {
    const client = this.#client;
    this.#connecting?.then(() => client.disconnectUser());
  }
}

customElements.define('help-chat', Help);
