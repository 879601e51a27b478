import { Controller, Post, Body } from '@nestjs/common';
import { StreamChat } from 'stream-chat';

@Controller('members')
export class MembersController {
  private readonly chat = StreamChat.getInstance(process.env.KEY!, process.env.SECRET!);

  @Post()
  async create(@Body() members: Array<{ id: string; name?: string }>) {
    await this.chat.upsertUsers(members); /* all */
    return { created: members.length };
  }
}
