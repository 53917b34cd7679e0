import { expect, test } from 'vitest';
import { busAddress } from '../../../../electron/platform/linux/d-bus.ts';

test('the system bus is where the specification puts it, or where the variable says', () => {
  expect(busAddress('system', {})).toBe('unix:path=/var/run/dbus/system_bus_socket');
  expect(busAddress('system', { DBUS_SYSTEM_BUS_ADDRESS: 'unix:path=/x' })).toBe('unix:path=/x');
});

test('the session bus is the variable’s, else the user’s of systemd, else none', () => {
  expect(
    busAddress('session', { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/y,guid=1', XDG_RUNTIME_DIR: '/run/user/1000' }),
  ).toBe('unix:path=/y,guid=1');
  expect(busAddress('session', { XDG_RUNTIME_DIR: '/run/user/1000' })).toBe('unix:path=/run/user/1000/bus');
  expect(busAddress('session', {})).toBeNull();
});

test('an address that starts a program or calls another host is passed over', () => {
  for (const address of ['unixexec:path=/bin/sh', 'tcp:host=192.0.2.1,port=1', 'autolaunch:'])
    expect(busAddress('session', { DBUS_SESSION_BUS_ADDRESS: address, XDG_RUNTIME_DIR: '/run/user/1000' })).toBeNull();
  expect(busAddress('session', { DBUS_SESSION_BUS_ADDRESS: 'tcp:host=a,port=1;unix:abstract=/tmp/z' })).toBe(
    'unix:abstract=/tmp/z',
  );
});
