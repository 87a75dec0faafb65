import Hummingbird
import Logging
import NIOCore

/// What belongs to one request: where it came from, and its number, which stands in the log, in errors and in the security record.
struct ConsoleContext: RequestContext, RemoteAddressRequestContext {
  var coreContext: CoreRequestContextStorage
  let remoteAddress: SocketAddress?

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    remoteAddress = source.channel.remoteAddress
  }
}
