import React from 'react';
import { StreamChat } from 'stream-chat';

type Props = { user: { id: string; name: string }; token: string };

export class Hostel extends React.Component<Props> {
  private client = new StreamChat('hostel');

  componentDidMount() {
    this.client.connectUser({ id: this.props.user.id }, this.props.token); // expect: HUP104
  }

  componentWillUnmount() {
    this.client.disconnectUser();
  }

  render() {
    return <p>{this.props.user.name}</p>;
  }
}
