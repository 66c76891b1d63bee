# `cpack -G DEB` in build/release: the binary, profiles, the unit, and a configuration that the package manager keeps.
set(CPACK_PACKAGE_VENDOR "Mail Doctor")
set(CPACK_PACKAGE_CONTACT "Mail Doctor <maildoctor@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "bridge that probes a provider's mail servers for its help page")
set(CPACK_PACKAGE_DESCRIPTION "A small server behind a help page: a page names a service of the provider's profile, and the
bridge probes it for real, over TLS, with limits, metrics and without personal data.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS ca-certificates)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${PROJECT_SOURCE_DIR}/deploy/conffiles)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_INSTALLED_DIRECTORIES ${PROJECT_SOURCE_DIR}/deploy/etc /etc/maildoctor)

install(FILES deploy/maildoctor.service DESTINATION lib/systemd/system)
install(FILES deploy/nginx.conf deploy/haproxy.cfg deploy/alerts.yml DESTINATION share/doc/maildoctor/examples)
install(FILES docs/CONFIGURATION.md docs/OPERATING.md docs/privacy.md README.md SECURITY.md DESTINATION share/doc/maildoctor)
install(FILES LICENSE DESTINATION share/doc/maildoctor RENAME copyright)

include(CPack)
