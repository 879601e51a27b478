import { StreamChat } from 'stream-chat';

export class Shopper {
  readonly client = new StreamChat('storefront');

  async arrive(id: string) {
    await this.client.connectUser({ id }, this.client.devToken(id));
  }

  async go() {
    await this.client.disconnectUser();
  }
}
