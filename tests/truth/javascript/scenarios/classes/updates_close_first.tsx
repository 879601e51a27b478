import React from 'react';
import { StreamChat } from 'stream-chat';

type Props = { user: { id: string; name: string }; token: string };

export class Spa extends React.Component<Props> {
  private steps: Promise<unknown> = Promise.resolve();
  private readonly client = new StreamChat('spa');

  componentDidMount() {
    this.open();
  }

  componentDidUpdate(before: Props) {
    if (before.user.id === this.props.user.id) return;
    this.close();
    this.open();
  }

  componentWillUnmount() {
    this.close();
  }

  private open() {
    const { user, token } = this.props;
    this.steps = this.steps.then(() => this.client.connectUser({ id: user.id }, token));
  }

  private close() {
    this.steps = this.steps.then(() => this.client.disconnectUser());
  }

  render() {
    return <p>{this.props.user.name}</p>;
  }
}
