import { StreamChat } from 'stream-chat';

export class Ward {
  private readonly client = StreamChat.getInstance('ward');

  async admit(patient: { id: string; token: string }) {
    // one patient at a time
    if (!this.client.user) {
      await this.client.connectUser({ id: patient.id }, patient.token); // by badge
    }
    return this.client.userID;
  }

  discharge() {
    return this.client.disconnectUser();
  }
}
