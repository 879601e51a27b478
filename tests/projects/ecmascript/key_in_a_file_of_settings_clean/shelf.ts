import { StreamChat } from 'stream-chat';
import { LIBRARY } from './settings';

class Shelf {
  client = StreamChat.getInstance(LIBRARY.KEY);

  isOwn(reader: string) {
    return reader === LIBRARY.LIBRARIAN;
  }
}

export const shelf = new Shelf();
