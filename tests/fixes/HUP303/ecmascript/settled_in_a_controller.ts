import { Controller, Post, Body } from '@nestjs/common';
import { StreamChat } from 'stream-chat';

@Controller('members')
export class MembersController {
  private readonly chat = StreamChat.getInstance(process.env.KEY!, process.env.SECRET!);

  @Post()
  async create(@Body() members: Array<{ id: string; name?: string }>) {
    await Promise.allSettled(members.map(m => this.chat.connectUser(m, this.chat.createToken(m.id)))); /* all */
    return { created: members.length };
  }
}
