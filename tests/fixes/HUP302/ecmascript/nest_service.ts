import { Controller, Post, Body } from '@nestjs/common';
import { StreamChat } from 'stream-chat';

const serverClient = StreamChat.getInstance(process.env.STREAM_KEY as string, process.env.STREAM_SECRET as string);

@Controller('members')
export class MembersController {
  @Post()
  async create(@Body() member: { id: string; name?: string }): Promise<{ token: string }> {
    /* the member has to exist before a channel can be made */
    await serverClient.connectUser({ id: member.id, name: member.name }, serverClient.createToken(member.id));
    return { token: serverClient.createToken(member.id) };
  }
}
