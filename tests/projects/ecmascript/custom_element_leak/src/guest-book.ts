import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { signIn } from './connect.js';

@customElement('guest-book')
export class GuestBook extends LitElement {
  @property() guest = '';
  @property() token = '';
  private client?: ReturnType<typeof signIn>;

  connectedCallback() {
    super.connectedCallback();
    this.client = signIn(this.guest, this.token);
  }

  render() {
    return html`<ol></ol>`;
  }
}
