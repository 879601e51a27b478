import React, { useCallback } from 'react';
import { Chat, useCreateChatClient } from 'stream-chat-react';
import { api } from './api';

export function Courier({ courier, children }) {
  // asks for a new one every hour
  const loadToken = useCallback(() => api.get(`/couriers/${courier.id}/token`), [courier.id]);

  const client = useCreateChatClient({ apiKey: 'k7x2', userData: courier, tokenOrProvider: loadToken });

  return client ? <Chat client={client}>{children}</Chat> : null;
}
