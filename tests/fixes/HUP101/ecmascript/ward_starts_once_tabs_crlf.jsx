import React, { useEffect, useRef } from 'react';
import { StreamChat } from 'stream-chat';

export const Ward = ({ nurse, token }) => {
	const initialised = useRef(false); // React calls effects twice in development

	useEffect(() => {
		if (initialised.current) return;
		initialised.current = true;

		const ward = new StreamChat('ward');
		ward.connectUser({ id: nurse }, token);
	}, [nurse, token]);

	return <h2>Ward</h2>;
};
