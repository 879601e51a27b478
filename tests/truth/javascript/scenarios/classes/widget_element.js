import { StreamChat } from 'stream-chat';

export class ChatBubble extends HTMLElement {
  connectedCallback() {
    this.client = new StreamChat('bubble');
    this.client.connectUser({ id: this.getAttribute('user') }, this.getAttribute('token')); // expect: HUP101
  }
}
