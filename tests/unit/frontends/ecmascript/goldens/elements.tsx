const view = (
  <Chat client={client} open {...props} label="a &amp; b">
    {/* not a child */}
    text & more
    <div onClick={() => close()}>{children}</div>
    <Foo.Bar<Type> render={<i />} />
    <>{...list}</>
  </Chat>
);
