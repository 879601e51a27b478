import { StreamChat } from 'stream-chat';
import { Platform } from 'react-native';

export const chatClient = StreamChat.getInstance(Platform.OS === 'ios' ? 'rides-ios' : 'rides-android');
