import { StreamChat } from 'stream-chat';

export default class ConsultSession {
  readonly chat = new StreamChat(import.meta.env.VITE_CHAT_KEY);

  async start(patientId: string, token: string) {
    await this.chat.connectUser({ id: patientId }, token);
  }

  async stop() {
    await this.chat.disconnectUser();
  }
}
