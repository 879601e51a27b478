import { Controller, Param, Post } from '@nestjs/common';
import { StreamChat } from 'stream-chat';

const signing = StreamChat.getInstance(process.env.KEY as string, process.env.SECRET as string);

@Controller('guests')
export class GuestsController {
  @Post(':id')
  async open(@Param('id') id: string): Promise<void> {
    const guest = new StreamChat<Fields>(process.env.KEY as string);
    /* creates the guest */
    void guest.connectUser({ id: id as string, name: `Guest ${id}` }, signing.createToken(id));
  }
}

interface Fields {
  guest: true;
}
