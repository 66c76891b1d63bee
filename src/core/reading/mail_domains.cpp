#include "core/reading/mail_domains.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "core/letters.hpp"
#include "core/reading/finger.hpp"
#include "core/reading/name.hpp"

namespace maildoctor {

namespace {

// Separated by blanks, so that a whole line reads as one country or one company.
constexpr std::string_view kMailboxServices =
    " gmail.com googlemail.com google.com outlook.com hotmail.com live.com msn.com office365.com office.com outlook.se "
    "hotmail.se live.se"
    " hotmail.co.uk live.co.uk hotmail.fr live.fr hotmail.de live.de hotmail.it live.it live.dk hotmail.dk live.no hotmail.no "
    "hotmail.fi"
    " outlook.fr outlook.de outlook.es outlook.dk passport.com yahoo.com yahoo.se yahoo.co.uk yahoo.fr yahoo.de yahoo.it yahoo.es"
    " yahoo.co.jp yahoo.no yahoo.dk yahoo.ca ymail.com rocketmail.com aol.com aim.com icloud.com me.com mac.com"
    " gmx.com gmx.net gmx.de gmx.at gmx.ch web.de mail.com email.com freenet.de proton.me protonmail.com protonmail.ch pm.me"
    " tutanota.com tuta.io tuta.com fastmail.com fastmail.fm messagingengine.com hey.com zoho.com zoho.eu zohomail.com "
    "zohomail.eu"
    " zoho.in zoho.jp zoho.com.au runbox.com mailfence.com posteo.de posteo.net mailbox.org startmail.com migadu.com pobox.com"
    " one.com loopia.se misshosting.com one.cz emailsrvr.com secureserver.net registrar-servers.com privateemail.com "
    "hostinger.com"
    " titan.email ionos.com ionos.de ionos.co.uk kundenserver.de 1und1.de strato.de strato.com df.eu ovh.net ovh.com gandi.net"
    " mailhostbox.com dreamhost.com bluehost.com siteground.com rackspace.com amazonaws.com awsapps.com simply.com unoeuro.com"
    " gigahost.dk domeneshop.no proisp.no inleed.net inleed.se oderland.com oderland.se glesys.se binero.se binero.com "
    "crystone.se"
    " fsdata.se citynetwork.se space2u.com space2u.se egensajt.se hostup.se webbhotell.se levonline.com surftown.se webhuset.no"
    " mail.ru inbox.ru list.ru bk.ru internet.ru yandex.ru yandex.com ya.ru rambler.ru lenta.ru ukr.net i.ua seznam.cz email.cz"
    " post.cz centrum.cz centrum.sk azet.sk zoznam.sk o2.pl wp.pl onet.pl op.pl interia.pl poczta.fm tlen.pl freemail.hu "
    "citromail.hu"
    " abv.bg mail.bg inbox.lv mail.ee hot.ee mail.dk jubii.dk"
    " qq.com foxmail.com 163.com 126.com yeah.net sina.com sohu.com aliyun.com 139.com 189.cn naver.com daum.net hanmail.net "
    "kakao.com"
    " nate.com rediffmail.com goo.jp uol.com.br bol.com.br terra.com.br ig.com.br laposte.net caramail.fr alice.it libero.it "
    "virgilio.it"
    " tim.it tin.it aruba.it arubapec.it pec.it postecert.it poste.it email.it inwind.it iol.it tiscali.it lycos.com excite.com "
    "juno.com"
    " spray.net mailgun.org sendgrid.net mandrillapp.com sparkpostmail.com sendinblue.com brevo.com mailjet.com postmarkapp.com ";

constexpr std::string_view kAccessProviders =
    " telia.com telia.se telia.net teliamail.se telenor.se telenor.com telenor.net telenor.no bredband2.com bredband2.se "
    "bredband.net comhem.se comhem.com"
    " bahnhof.se bahnhof.net tele2.se tele2.com tele2.net ownit.se ownit.nu spray.se swipnet.se glocalnet.net glocalnet.se"
    " tyfon.se tyfonbredband.se alltele.se alltele.net allt.se a3.se algonet.se utfors.se bostream.nu bostream.com riksnet.se "
    "riksnet.nu"
    " passagen.se home.se tninet.se telenordia.se chello.se junet.se perspektivbredband.se halebop.se comviq.se tre.se 3mail.se"
    " bolina.se brikks.com universal.se boxer.se viasat.se sappa.se sappa.com allente.se fibio.se t3.se tidafors.se ipeer.se"
    " tdc.dk yousee.dk tdcadsl.dk stofanet.dk fibermail.dk altibox.no online.no getmail.no broadpark.no lyse.net elisa.fi "
    "kolumbus.fi"
    " saunalahti.fi elisanet.fi dnainternet.net inet.fi sonera.fi luukku.com simnet.is"
    " t-online.de vodafonemail.de vodafone.de arcor.de kabelmail.de unitybox.de telefonica.de a1.net aon.at chello.at bluewin.ch "
    "hispeed.ch"
    " orange.fr wanadoo.fr free.fr sfr.fr neuf.fr bbox.fr numericable.fr skynet.be proximus.be telenet.be scarlet.be"
    " ziggo.nl kpnmail.nl planet.nl hetnet.nl xs4all.nl home.nl zeelandnet.nl upcmail.nl upcmail.cz upc.cz"
    " btinternet.com btconnect.com virginmedia.com virgin.net blueyonder.co.uk ntlworld.com sky.com talktalk.net plus.net "
    "eircom.net"
    " comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net spectrum.net twc.com rr.com earthlink.net"
    " centurylink.net frontier.com frontiernet.net optonline.net windstream.net peoplepc.com ptd.net bell.net sympatico.ca "
    "rogers.com"
    " shaw.ca telus.net videotron.ca bigpond.com bigpond.net.au optusnet.com.au iinet.net.au tpg.com.au xtra.co.nz telefonica.net"
    " movistar.es ono.com sapo.pt netcabo.pt otenet.gr bezeqint.net nifty.com biglobe.ne.jp ocn.ne.jp so-net.ne.jp docomo.ne.jp ";

/// The domains whose likelihood outweighs that of nearly any other domain one slip away.
struct Common {
    std::string_view name, ending;
    bool one_ending = false;  ///< its owner has mailboxes under no other ending
    bool long_enough = true;  ///< for a slip in the name: there are few other words one slip away
};
constexpr Common kCommon[] = {
    {"gmail", "com", true},
    {"hotmail", "com"},
    {"hotmail", "se"},
    {"outlook", "com"},
    {"icloud", "com", true},
    {"yahoo", "com"},
    {"live", "com", false, false},
    {"msn", "com", false, false},
    {"telia", "com", false, false},
    {"protonmail", "com"},
    {"googlemail", "com", true},
    {"comhem", "se", true},
    {"bredband", "net"},
    {"bredband2", "com"},
};

/// Two words that differ at their beginning are two words, unless their first two letters changed places.
bool begin_alike(std::string_view typed, std::string_view meant) {
    return typed.substr(0, 1) == meant.substr(0, 1) || (typed.size() > 1 && typed[0] == meant[1] && typed[1] == meant[0]);
}

bool is_slip_of(std::string_view name, std::string_view ending, const Common& common) {
    const bool same_name = name == common.name, same_ending = ending == common.ending;
    // From one ending of two letters to another is from one country to another, and both exist.
    const bool may_be_country = ending.size() == 2 && (common.ending.size() == 2 || !common.long_enough);
    const auto ending_slipped = [&] { return !may_be_country && slips(ending, common.ending, 1) == 1; };
    if (same_name) return (common.one_ending && !same_ending) || ending_slipped();
    const bool name_slipped = common.long_enough && begin_alike(name, common.name) && slips(name, common.name, 1) == 1;
    return name_slipped && (same_ending || (common.name.size() >= 7 && ending_slipped()));
}

/// The domains of both lists, by a number that is made of their letters.
class Known {
public:
    Known() {
        add(kAccessProviders, KnownDomain::access_provider);
        add(kMailboxServices, KnownDomain::mailbox_service);
    }

    [[nodiscard]] KnownDomain find(std::string_view domain) const {
        for (const Entry& each : lists_[list_of(domain)])
            if (each.domain == domain) return each.kind;
        return KnownDomain::unknown;
    }

private:
    struct Entry {
        std::string_view domain;
        KnownDomain kind;
    };

    static std::size_t list_of(std::string_view domain) { return letters_number(domain) % 256; }

    void add(std::string_view table, KnownDomain kind) {
        for (const std::string_view domain : split(table, ' ')) lists_[list_of(domain)].push_back({domain, kind});
    }

    std::array<std::vector<Entry>, 256> lists_;
};

}  // namespace

KnownDomain known_domain(std::string_view name) {
    static const Known all;
    KnownDomain out = KnownDomain::unknown;
    for (std::string_view domain = name; !domain.empty(); domain = parent_of(domain)) out = std::max(out, all.find(domain));
    return out;
}

std::string_view domain_meant(std::string_view domain) {
    static const std::vector<std::string> kNames = [] {
        std::vector<std::string> out;
        for (const Common& common : kCommon) out.push_back(std::string(common.name) + "." + std::string(common.ending));
        return out;
    }();
    const std::size_t dot = domain.find('.');
    if (dot == std::string_view::npos || domain.size() > 32 || domain.find('.', dot + 1) != std::string_view::npos) return {};
    if (known_domain(domain) != KnownDomain::unknown) return {};
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (is_slip_of(domain.substr(0, dot), domain.substr(dot + 1), kCommon[i])) return kNames[i];
    return {};
}

}  // namespace maildoctor
