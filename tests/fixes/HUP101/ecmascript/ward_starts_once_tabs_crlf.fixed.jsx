import React, { useEffect } from 'react';
import { StreamChat } from 'stream-chat';

export const Ward = ({ nurse, token }) => {
	useEffect(() => {
		const ward = new StreamChat('ward');
		const connecting = ward.connectUser({ id: nurse }, token);

		return () => {
			connecting.then(() => ward.disconnectUser());
		};
	}, [nurse, token]);

	return <h2>Ward</h2>;
};
