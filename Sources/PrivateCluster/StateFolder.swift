public import Foundation

/// Where the private cluster of a checkout lives.
public enum StateFolder {
  /// `.yaosu` in the project; another place when the server's user can't enter it (a checkout under a home folder of mode 0700).
  public static func choose(project: URL) -> URL {
    let own = project.appending(path: ".yaosu/cluster")
    if geteuid() != 0 || canBeEntered(project) { return own }
    let name = project.path.replacing("/", with: "-")
    return URL(filePath: "/var/tmp/yaosu\(name)")
  }

  /// Every folder from the root on lets others through.
  private static func canBeEntered(_ url: URL) -> Bool {
    var path = url.standardizedFileURL.path
    while path != "/" {
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IXOTH != 0 else { return false }
      path = (path as NSString).deletingLastPathComponent
    }
    return true
  }
}
