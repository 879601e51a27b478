first?.second.third(argument?.inner);
client?.["key"]?.();
(grouped?.member).outside;
