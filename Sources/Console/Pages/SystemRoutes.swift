import Foundation
import Hummingbird
import Logging
import Postgres
import Store

/// What machines ask: whether it lives, whether it can work, its figures; and the files of the pages.
struct SystemRoutes {
  let house: House

  func add(to router: ConsoleRouter) {
    router.get("/health") { _, _ in "ok\n" }
    router.get("/ready") { _, _ -> Response in
      do {
        let city = house.configuration.city
        _ = try await house.pool.transaction { try AccountStore($0, city: city).profile() }
        return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: "ready\n")))
      } catch {
        house.logger.error("not ready", metadata: ["error": "\(error)"])
        return Response(status: .serviceUnavailable, body: .init(byteBuffer: ByteBuffer(string: "the database can't be used\n")))
      }
    }
    // Figures tell nothing of people, but they aren't everybody's either: only who is on the machine, or behind the proxy's rule.
    router.page("/metrics", house) { visit in
      guard ["127.0.0.1", "::1", "unix"].contains(visit.address) else { throw ConsoleError.notFound }
      return .file(
        ByteBuffer(string: house.metrics.text(remembered: house.memory.remembered)), type: "text/plain; version=0.0.4", name: nil)
    }
    router.page("/assets/:name", house) { visit in
      guard let asset = house.assets[try visit.part("name")] else { throw ConsoleError.notFound }
      var response = Response.file(asset.bytes, type: asset.type, name: nil)
      response.headers[.eTag] = asset.tag
      // The address carries the version.
      response.headers[.cacheControl] = "public, max-age=31536000, immutable"
      if visit.request.headers[.ifNoneMatch] == asset.tag { return Response(status: .notModified, headers: response.headers) }
      return response
    }
    // The way to a page that isn't there goes past the gate's own answer all the same.
    router.get("/**") { _, _ -> Response in throw ConsoleError.notFound }
  }
}
