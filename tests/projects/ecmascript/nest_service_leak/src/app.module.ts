import { Module } from '@nestjs/common';
import { VisitsController } from './visits/visits.controller';
import { ChatService } from './chat/chat.service';

@Module({ controllers: [VisitsController], providers: [ChatService] })
export class AppModule {}
