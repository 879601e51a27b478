import { Component } from 'react';
import { StreamChat } from 'stream-chat';

export abstract class ChatAware<P extends { userId: string; token: string }> extends Component<P> {
  protected chat = new StreamChat('observatory');
  protected opened?: Promise<unknown>;

  componentDidMount() {
    this.opened = this.chat.connectUser({ id: this.props.userId }, this.props.token);
  }

  componentWillUnmount() {
    this.opened?.then(() => this.chat.disconnectUser());
  }
}
