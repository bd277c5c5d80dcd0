package io.nightjar.rehearsal;

import io.nightjar.runner.CannotStartException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Loads the classes that a class needs before they are needed. Classes of its own package are initialised and followed;
 * classes of other packages are only loaded, because initialising a library's class may do more than a rehearsal may.
 */
final class ClassLoadCheck {

  private static final int MOST = 2_000;

  /** Classes that could be loaded with everything they need. */
  private final Set<Class<?>> sound = ConcurrentHashMap.newKeySet();

  void require(Class<?> root) throws CannotStartException {
    if (!sound.contains(root)) {
      new Walk(root).go();
      sound.add(root);
    }
  }

  private static final class Walk {

    private final Class<?> root;
    private final Set<String> seen = new HashSet<>();
    private final Deque<Class<?>> toFollow = new ArrayDeque<>();

    Walk(Class<?> root) {
      this.root = root;
    }

    void go() throws CannotStartException {
      follow(load(root.getName(), root));
      if (root.isHidden()) {
        // The code of a lambda is in the class that contains it.
        follow(load(root.getName().replaceFirst("\\$\\$Lambda.*", ""), root));
      }
      while (!toFollow.isEmpty() && seen.size() < MOST) {
        Class<?> own = toFollow.remove();
        for (String name : ReferencedClasses.of(own)) {
          if (seen.add(name)) {
            follow(load(name, own));
          }
        }
      }
    }

    private void follow(Class<?> loaded) {
      if (isOwn(loaded.getName())) {
        toFollow.add(loaded);
      }
    }

    private boolean isOwn(String name) {
      int end = name.lastIndexOf('.');
      return (end < 0 ? "" : name.substring(0, end)).equals(root.getPackageName());
    }

    private Class<?> load(String name, Class<?> user) throws CannotStartException {
      // The class of a lambda cannot be found by name.
      if (name.equals(user.getName()) && user.isHidden()) {
        return user;
      }
      try {
        return Class.forName(name, isOwn(name), user.getClassLoader());
      } catch (ClassNotFoundException missing) {
        throw new CannotStartException(needs(name, user));
      } catch (LinkageError broken) {
        throw new IllegalStateException(needs(name, user), broken);
      }
    }

    private static String needs(String name, Class<?> user) {
      return name.equals(user.getName())
          ? name + " cannot be used"
          : user.getName() + " needs " + name + ", which cannot be loaded";
    }
  }
}
