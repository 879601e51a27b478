import { forwardRef, useEffect, useImperativeHandle, useRef } from 'react';
import type { StreamChat } from 'stream-chat';
import { openLine } from './open';

export const LinePanel = forwardRef(function LinePanel({ user, token }: { user: string; token: string }, ref) {
  const line = useRef<StreamChat | null>(null);
  useEffect(() => {
    line.current = openLine(user, token);
  }, [user, token]);
  useImperativeHandle(ref, () => ({ mute: () => line.current?.muteUser(user) }), [user]);
  return <section>{user}</section>;
});
