import { Injectable } from '@nestjs/common';
import { StreamChat } from 'stream-chat';

@Injectable()
export class ChatService {
  private readonly client = new StreamChat(process.env.STREAM_KEY!, process.env.STREAM_SECRET!);

  async say(visit: string, vet: string, text: string) {
    await this.client.upsertUsers([{ id: vet }]);
    return this.client.channel('messaging', visit).sendMessage({ text, user_id: vet });
  }
}
