import { StreamChat } from 'stream-chat';

export class ChatCorner extends HTMLElement {
  connectedCallback() {
    this.client = new StreamChat('corner');
    this.ready = this.client.connectUser({ id: this.getAttribute('user') }, this.getAttribute('token'));
  }

  disconnectedCallback() {
    this.ready.then(() => this.client.disconnectUser());
  }
}
