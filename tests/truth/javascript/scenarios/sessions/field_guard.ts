import { StreamChat } from 'stream-chat';

export class Ward {
  private readonly client = StreamChat.getInstance('ward');

  async admit(patient: { id: string; token: string }) {
    if (!this.client.user) {
      await this.client.connectUser({ id: patient.id }, patient.token); // expect: HUP502
    }
    return this.client.userID;
  }

  discharge() {
    return this.client.disconnectUser();
  }
}
