import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { signIn } from './connect.js';

@customElement('guest-book')
export class GuestBook extends LitElement {
  @property() guest = '';
  @property() token = '';
  private session?: ReturnType<typeof signIn>;

  connectedCallback() {
    super.connectedCallback();
    this.session = signIn(this.guest, this.token);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    void this.session?.signOut();
  }

  render() {
    return html`<ol></ol>`;
  }
}
