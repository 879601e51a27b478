import { Controller } from '@hotwired/stimulus';
import { close, open } from '../chat';

export default class extends Controller {
  static values = { user: String, token: String };

  connect() {
    this.chat = open(this.userValue, this.tokenValue);
  }

  disconnect() {
    close(this.chat);
  }
}
