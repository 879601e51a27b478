import { useState } from 'react';
import { StreamChat } from 'stream-chat';

export const useClient = (key: string) => useState(() => new StreamChat(key))[0];
