/** Which addresses are nobody's business from the outside (quality.md, S21). */
import { BlockList, isIP } from 'node:net'

const listOf = (subnets: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[]): BlockList => {
  const list = new BlockList()
  for (const [net, prefix, family] of subnets) list.addSubnet(net, prefix, family)
  return list
}

/** Links, groups and nowhere: what answers there is this machine's or this cable's own (a cloud's metadata, too). */
const NEVER = listOf([
  ['0.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
])

/** This computer and networks that are not reached from outside (RFC 1918, 6598, 4193; IANA's special registries). */
const PRIVATE = listOf([
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  // Ways to an IPv4 address inside an IPv6 one: what it leads to cannot be told from outside.
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['2002::', 16, 'ipv6'],
])

/** An IPv4 address written as IPv6 (`::ffff:127.0.0.1`) is that IPv4 address. */
const isIn = (list: BlockList, address: string): boolean => {
  const family = isIP(address)
  return family === 0 || list.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/** Whether a target may be reached at an IP address. `ownNetwork`: an admin listed the host. */
export const mayReach = (address: string, ownNetwork: boolean): boolean =>
  !isIn(NEVER, address) && (ownNetwork || !isIn(PRIVATE, address))
