import { StreamChat } from 'stream-chat';

export class Counter {
  #chat = StreamChat.getInstance('counter');

  async serve({ id, photo }, token) {
    try {
      if (!(this.#chat.userID)) {
        console.log('first of the day');
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
