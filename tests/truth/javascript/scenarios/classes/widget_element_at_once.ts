import { StreamChat } from 'stream-chat';

export class ChatDrawer extends HTMLElement {
  private client = new StreamChat('drawer');

  connectedCallback() {
    this.client.connectUser({ id: this.getAttribute('user')! }, this.getAttribute('token')!); // expect: HUP104
  }

  disconnectedCallback() {
    this.client.disconnectUser();
  }
}
