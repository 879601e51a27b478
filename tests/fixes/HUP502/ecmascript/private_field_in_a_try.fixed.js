import { StreamChat } from 'stream-chat';

export class Counter {
  #chat = StreamChat.getInstance('counter');

  async serve({ id, photo }, token) {
    try {
      if (this.#chat.userID !== id) {
        console.log('first of the day');
        if (this.#chat.userID) await this.#chat.disconnectUser();
        await this.#chat.connectUser({ id, image: photo }, token);
      }
    } catch (error) {
      console.error(error);
    }
  }

  close() {
    return this.#chat.disconnectUser();
  }
}
