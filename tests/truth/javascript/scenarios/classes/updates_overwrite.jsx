import React from 'react';
import { StreamChat } from 'stream-chat';

export class Resort extends React.Component {
  componentDidMount() {
    this.open();
  }

  componentDidUpdate(before) {
    if (before.user.id !== this.props.user.id) this.open();
  }

  componentWillUnmount() {
    this.opening.then(() => this.client.disconnectUser());
  }

  open() {
    this.client = new StreamChat('resort');
    this.opening = this.client.connectUser({ id: this.props.user.id }, this.props.token); // expect: HUP105
  }

  render() {
    return <p>{this.props.user.name}</p>;
  }
}
