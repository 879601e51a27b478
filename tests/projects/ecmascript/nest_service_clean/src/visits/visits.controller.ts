import { Body, Controller, Param, Post } from '@nestjs/common';
import { ChatService } from '../chat/chat.service';

@Controller('visits')
export class VisitsController {
  constructor(private readonly chat: ChatService) {}

  @Post(':id/notes')
  async note(@Param('id') id: string, @Body() body: { vet: string; text: string }) {
    return this.chat.say(id, body.vet, body.text);
  }
}
